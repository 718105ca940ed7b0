"""Serves moto, which stands for AWS, on a free port of loopback and prints it.

Its own server sends the header Date twice, which the SDK cannot read; this one sends it once and keeps connections alive.
Functions are not run, since moto needs Docker for that: each call is printed as a line of JSON. A letter that SES 2
rejects is rejected in JSON, as SES 2 does; Debian's moto answers in XML.
"""

import json
import logging
import warnings

warnings.filterwarnings("ignore")
# It lists each alarm and dashboard that it skips.
logging.getLogger("moto").setLevel(logging.ERROR)

from moto.awslambda.models import LambdaFunction
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.ses.exceptions import MessageRejectedError
from moto.sesv2.responses import SESV2Response
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


def send_email(self, send=SESV2Response.send_email):
    try:
        return send(self)
    except MessageRejectedError as error:
        return json.dumps({"message": error.message}), {"status": 400, "x-amzn-ErrorType": "MessageRejected"}


LambdaFunction._invoke_lambda = print_call
SESV2Response.send_email = send_email
server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True, request_handler=Handler)
print(server.server_port, flush=True)
server.serve_forever()
