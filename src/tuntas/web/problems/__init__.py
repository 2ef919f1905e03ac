"""Problems that agencies bring, and the target areas of a city."""
