"""The pages of a brief in a browser, right again whenever a file is saved.

Two processes: the press (this one, of one thread, as it forks) and the server, which parses nothing of a stranger's.

Offers: address.Address, address.last_address, editors.EDITORS, run.preview, run.Preview.
"""
