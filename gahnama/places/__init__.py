"""Stage 2, places: finds toponyms and says where they lie."""
