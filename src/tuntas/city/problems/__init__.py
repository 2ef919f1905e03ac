"""Problems of places, routed to agencies, and target areas (daerah sasaran)."""
