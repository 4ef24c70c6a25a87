"""KNUB: the platform of the network of municipalities that work with vulnerable housing areas."""
