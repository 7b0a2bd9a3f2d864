"""Where runs live: worker processes that train, walk and encode, behind one small interface."""
