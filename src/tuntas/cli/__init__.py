"""The command line `tuntas`: commands on files need no database."""
