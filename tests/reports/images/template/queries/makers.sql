SELECT name, logo FROM logos
