"""One function a map: takes what it shows, returns the drawing."""
from trilateral.maps.borders import borders
from trilateral.maps.chain import first_island_chain, reach_to
from trilateral.maps.far_east import population_change

__all__ = ["borders", "first_island_chain", "population_change", "reach_to"]
