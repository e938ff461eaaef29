-- What settles an earlier turn stands where its organization stood at that turn's end: it is counted anew.
update district set edition = null;
