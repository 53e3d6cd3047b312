"""Which distances between places the book states: ids of the table ``places``, both ends of each."""
from __future__ import annotations

PAIRS: tuple[tuple[str, str], ...] = (
    # bases and Taipei
    ("yonaguni", "taipei"), ("kadena", "taipei"), ("kunsan", "taipei"), ("camp-humphreys", "taipei"),
    ("osan", "taipei"), ("sasebo", "taipei"), ("iwakuni", "taipei"), ("yokosuka", "taipei"),
    ("misawa", "taipei"), ("andersen", "taipei"), ("basco", "taipei"), ("lal-lo", "taipei"),
    # the Korean Peninsula
    ("seoul", "pyongyang"), ("seoul", "panmunjom"), ("seoul", "tokyo"), ("seoul", "beijing"),
    ("camp-humphreys", "pyongyang"), ("punggye-ri", "seoul"), ("seoul", "vladivostok"), ("seoul", "taipei"),
    ("pyongyang", "vladivostok"),
    # the Russian Far East
    ("vladivostok", "tumen-tripoint"), ("vladivostok", "tumen-friendship-bridge"),
    ("vladivostok", "rason"), ("moscow", "vladivostok"),
    ("vladivostok", "yuzhno-sakhalinsk"), ("vladivostok", "tokyo"), ("moscow", "khabarovsk"),
    ("vladivostok", "petropavlovsk-kamchatsky"), ("vladivostok", "yakutsk"),
    # capitals of the partners, and who is far from what
    ("tokyo", "taipei"), ("beijing", "taipei"), ("washington", "seoul"), ("washington", "taipei"),
)

PARTNER_BASES: tuple[str, ...] = (
    "kadena", "naha-air-base", "futenma", "sasebo", "iwakuni", "kure", "maizuru", "atsugi", "yokota", "yokosuka",
    "misawa", "ominato", "osan", "kunsan", "chinhae", "busan-naval-base", "jeju-naval-base", "andersen",
)
"""Air and naval bases on the land of the three partners, ids of ``places``: what the field of distance counts from."""

ABROAD: tuple[str, ...] = ("taipei", "seoul", "vladivostok")
"""Places to which the chapter on reach gives every base's distance."""
