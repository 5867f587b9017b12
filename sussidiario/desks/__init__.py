"""The secretariat's desks in the civic centres: appointments, walk-ins, first contacts and what follows from them."""
