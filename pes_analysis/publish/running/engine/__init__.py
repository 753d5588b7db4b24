"""A papermill engine: each notebook in a child of a process that has imported and opened everything once.

A worker starts a *warm parent* (`server`), which imports the package, opens the edition and makes an IPython
kernel (`kernel_app`); for each notebook it forks a child. The worker drives the child with nbclient's own
logic, through a client that knows no ZeroMQ (`client`): kernel messages go over one Unix socket (`wire`).
A child that fails, hangs or dies takes nothing with it, and what it changed dies with it.

Outputs are the same, byte for byte, as those of the ordinary engine, which starts a new kernel each time
and is the oracle of the tests; it also steps in where a process cannot be forked (`choice`).
"""
