"""How the engines' threads behave beside other processes."""

from __future__ import annotations

import os


def be_a_good_neighbour() -> None:
    """Let idle threads sleep instead of spin; to be called before an engine's library is loaded.

    A server and an ingestion run side by side on few cores. Measured on two cores with other
    encoders at work: spinning threads encode 2 passages a second and answer a query in 170 to
    510 ms, sleeping ones 10 a second and 15 to 40 ms. Whoever sets the variable decides.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
