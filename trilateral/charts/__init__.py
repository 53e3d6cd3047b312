"""One function a figure family: takes data, returns the drawing."""
import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "activity": ["activity_panels"],
        "aircraft": ["aircraft_ages"],
        "balances": ["goods_balance"],
        "engagements": ["engagement_bars"],
        "exports": ["export_bars", "recipient_bars"],
        "factors": ["factor_panels"],
        "fleets": ["fleet_ranges"],
        "forecasts": ["forecast_vintages", "national_growth"],
        "growth": ["growth_bars"],
        "intervals": ["interval_panels"],
        "lanes": ["event_lanes"],
        "launches": ["class_panels", "launch_bars"],
        "lines": ["burden_lines", "pair_panels"],
        "outcomes": ["outcome_dots"],
        "panels": ["level_panels"],
        "payments": ["payment_steps"],
        "programmes": ["programme_lanes"],
        "ranges": ["range_dumbbells"],
        "rules": ["rules_stairs"],
        "scrambles": ["scramble_bars"],
        "spans": ["distance_lines"],
        "tariffs": ["tariff_steps"],
        "timeline": ["timeline_panels"],
        "troops": ["troop_lines"],
        "warheads": ["warhead_panels"],
    },
)
