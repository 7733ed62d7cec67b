"""Receives notifications and verifies them: python3 receive.py SECRET [PORT]"""
import hashlib
import hmac
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

SECRET = sys.argv[1].encode()
seen = set()  # in earnest: a table


def ours(header, body):
    parts = [part.split("=", 1) for part in (header or "").split(",") if "=" in part]
    times = [value for name, value in parts if name == "t"]
    if len(times) != 1 or not times[0].isdigit() or abs(time.time() - int(times[0])) > 300:
        return False
    expected = hmac.new(SECRET, times[0].encode() + b"." + body, hashlib.sha256).hexdigest()
    return any(hmac.compare_digest(value, expected) for name, value in parts if name == "v1")


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not ours(self.headers.get("Meterflow-Signature"), body):
            self.send_response(401)
        else:
            event = json.loads(body)
            if event["id"] not in seen:  # a notification may come twice
                seen.add(event["id"])
                print(event["type"], event["subject"], event["data"], flush=True)
            self.send_response(204)
        self.end_headers()


HTTPServer(("", int(sys.argv[2]) if len(sys.argv) > 2 else 9000), Receiver).serve_forever()
