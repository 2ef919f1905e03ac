"""Administrative places from province to RT, with dated editions of their names, codes and boundaries."""
