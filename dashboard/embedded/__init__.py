"""The embedded PostgreSQL: one cluster in the data folder, started and stopped by us alone.

Only the server's binaries come from elsewhere. No Django here: the settings import it.
"""

from __future__ import annotations

from dashboard.embedded.cluster import APPLICATION, DATABASE, OWNER, Cluster, State
from dashboard.embedded.errors import ClusterError

__all__ = ["APPLICATION", "DATABASE", "OWNER", "Cluster", "ClusterError", "State"]
