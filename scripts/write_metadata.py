"""Write datasette_metadata.json from the models: `make metadata`."""

from flows.settings import METADATA
from store.metadata import metadata_json

if __name__ == "__main__":
    METADATA.write_text(metadata_json(), "utf-8")
