"""One function a map: takes what it shows, returns the drawing. Capitals are the windows they use."""
import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "alliance": ["ALLIANCE", "alliance_features", "hub_and_spokes"],
        "base_field": ["FIELD", "base_features", "base_field"],
        "chain": ["CHAIN", "chain_features", "first_island_chain"],
        "chokepoints": ["chokepoint_features", "strait_panels"],
        "density": ["population_density"],
        "far_east": ["DISTRICT", "LABELS", "SUBJECTS", "population_change"],
        "frontier": ["AMUR", "borders_and_crossings", "frontier_features"],
        "neighbourhood": ["NEAR", "ring_places", "rings_round"],
        "opening": ["OPENING", "opening", "opening_features"],
        "protests": ["protest_timeline"],
        "reach": ["REACH", "reach_to"],
        "settlement": ["where_people_live"],
        "weapon_reach": ["STRAIT", "weapon_reach"],
        "zones": ["ZONES", "zone_features", "zones"],
    },
)
