"""Places from outside: code lists of the ministry of home affairs, boundary files of any mapping office."""
