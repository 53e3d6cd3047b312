"""One function a figure family: takes data, returns the drawing."""
import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "activity": ["activity_panels"],
        "aircraft": ["aircraft_ages"],
        "fleets": ["fleet_ranges"],
        "forecasts": ["forecast_vintages", "national_growth"],
        "growth": ["growth_bars"],
        "launches": ["class_panels", "launch_bars"],
        "lines": ["burden_lines", "ratio_lines"],
        "panels": ["level_panels"],
        "scrambles": ["scramble_bars"],
        "warheads": ["warhead_panels"],
    },
)
