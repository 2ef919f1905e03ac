"""Decrees that fix slum locations (SK penetapan lokasi): drafted, verified, enacted, revised."""
