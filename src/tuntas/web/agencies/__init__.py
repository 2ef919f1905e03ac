"""The city's agencies (OPD) and who answers for which aspect at which stage."""
