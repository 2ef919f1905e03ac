"""Bahan paparan of a city, a kelurahan or an RT: five slides, one A4 page, one picture, all of the same content."""
