"""One function a figure family: takes data, returns the drawing."""
import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "balances": ["goods_balance"],
        "engagements": ["engagement_bars"],
        "exports": ["export_bars", "recipient_bars"],
        "growth": ["growth_bars"],
        "lines": ["burden_lines", "ratio_lines"],
        "panels": ["level_panels"],
        "payments": ["payment_steps"],
        "programmes": ["programme_lanes"],
        "ranges": ["range_dumbbells"],
        "rules": ["rules_stairs"],
        "tariffs": ["tariff_steps"],
        "troops": ["troop_lines"],
    },
)
