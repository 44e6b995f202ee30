"""A chart as PNG for paper: on white, in a width of its own, with the letters that the house has."""

import vl_convert

from core.charts.drawing import Chart

WIDTH, SCALE = 560, 2


def png(chart: Chart) -> bytes:
    """Drawn without a browser and without anything from outside."""
    spec = chart.properties(width=WIDTH, background="white").to_dict()
    return bytes(vl_convert.vegalite_to_png(spec, scale=SCALE, show_warnings=False, allowed_base_urls=[]))
