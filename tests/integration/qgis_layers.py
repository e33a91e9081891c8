"""Run by QGIS's own Python: prints what QGIS makes of each file, as JSON. Not a test itself."""

import json
import sys

from qgis.core import (
    QgsApplication,
    QgsDataProvider,
    QgsDateTimeRange,
    QgsFeatureRequest,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt


def plain(value):
    if isinstance(value, (QDate, QDateTime)):
        return value.toString(Qt.ISODate)[:10]
    return None if str(value) == "NULL" else value


def shown_in(layer, year):
    """How many features QGIS's temporal controller shows for a year."""
    time = layer.temporalProperties()
    time.setIsActive(True)
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    ends = [QDateTime.fromString(f"{year}-{end}", Qt.ISODate) for end in ("01-01T00:00:00Z", "12-31T23:59:59Z")]
    words = time.createFilterString(context, QgsDateTimeRange(*ends))
    return sum(1 for _ in layer.getFeatures(QgsFeatureRequest().setFilterExpression(words)))


def describe(layer):
    time = layer.temporalProperties()
    renderer = layer.renderer()
    categories = renderer.categories() if hasattr(renderer, "categories") else []
    found = {
        "geometry": QgsWkbTypes.displayString(layer.wkbType()),
        "fields": {field.name(): field.typeName() for field in layer.fields()},
        "time": [time.startField(), time.endField()],
        "renderer": type(renderer).__name__,
        "colours": {entry.value(): entry.symbol().color().name() for entry in categories},
        "rows": [],
    }
    for feature in layer.getFeatures():
        row = {name: plain(feature[name]) for name in found["fields"]}
        row["geometry"] = None if feature.geometry().isNull() else feature.geometry().asWkt(5)
        found["rows"].append(row)
    if time.startField():
        found["shown_in_2014"] = shown_in(layer, 2014)
    return found


def main():
    application = QgsApplication([], False)  # noqa: FBT003 - QGIS takes it so
    application.initQgis()
    answer = {}
    for path in sys.argv[1:]:
        probe = QgsVectorLayer(path, "probe", "ogr")  # held: it owns its provider
        parts = probe.dataProvider().subLayers()
        names = dict.fromkeys(part.split(QgsDataProvider.sublayerSeparator())[1] for part in parts)
        layers = {name: QgsVectorLayer(f"{path}|layername={name}", name, "ogr") for name in names}
        answer[path] = {name: describe(layer) for name, layer in layers.items() if layer.isValid()}
    print(json.dumps(answer))  # noqa: T201


main()
