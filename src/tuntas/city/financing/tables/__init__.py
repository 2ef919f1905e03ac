"""The tables of the app, by what they hold."""
