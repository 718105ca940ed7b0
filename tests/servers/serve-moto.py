"""Serves moto, which stands for AWS, on a free port of loopback and prints it.

Its own server sends the header Date twice, which the SDK cannot read; this one sends it once and keeps connections alive.
Functions are not run, since moto needs Docker for that: each call is printed as a line of JSON.
"""

import json
import logging
import warnings

warnings.filterwarnings("ignore")
# It lists each alarm and dashboard that it skips.
logging.getLogger("moto").setLevel(logging.ERROR)

from moto.awslambda.models import LambdaFunction
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server


class Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def send_response(self, code, message=None):
        self.send_response_only(code, message)

    def log_request(self, *_):
        pass


def print_call(self, event=None):
    print(json.dumps({"handler": self.handler, "event": event}), flush=True)
    return "null", False, ""


LambdaFunction._invoke_lambda = print_call
server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True, request_handler=Handler)
print(server.server_port, flush=True)
server.serve_forever()
