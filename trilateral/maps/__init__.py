"""One function a map: takes what it shows, returns the drawing. Capitals are the windows they use."""
import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "alliance": ["ALLIANCE", "alliance_features", "hub_and_spokes"],
        "chain": ["CHAIN", "first_island_chain"],
        "density": ["population_density"],
        "far_east": ["DISTRICT", "population_change"],
        "frontier": ["AMUR", "borders_and_crossings", "frontier_features"],
        "neighbourhood": ["NEAR", "rings_round", "ring_places"],
        "protests": ["protest_timeline"],
        "reach": ["REACH", "reach_to"],
        "settlement": ["where_people_live"],
    },
)
