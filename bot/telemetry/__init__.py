"""What a running app tells about itself: events for the log, figures for Prometheus.

Events carry ids, never what somebody typed; figures carry neither ids nor people.
"""

from bot.telemetry.logs import set_up_logging
from bot.telemetry.telemetry import Telemetry
from bot.telemetry.words import Called, Delivered, Why

__all__ = ["Called", "Delivered", "Telemetry", "Why", "set_up_logging"]
