"""Minutes of agreement on a kelurahan's data, and objections to single figures."""
