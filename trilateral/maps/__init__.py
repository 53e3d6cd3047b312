"""One function a map: takes what it shows, returns the drawing. Capitals are the windows they use."""
from trilateral.maps.chain import CHAIN, REACH, first_island_chain, reach_to
from trilateral.maps.far_east import DISTRICT, population_change
from trilateral.maps.frontier import AMUR, borders_and_crossings

__all__ = ["AMUR", "CHAIN", "DISTRICT", "REACH", "borders_and_crossings", "first_island_chain", "population_change",
           "reach_to"]
