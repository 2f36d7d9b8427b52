"""Clients of boto3 that note each command in $WORK/calls, as the AWS CLI calls it."""
import os
import time

import boto3
from botocore import xform_name


def note(service, command):
    with open(os.path.join(os.environ["WORK"], "calls"), "a") as file:
        file.write(f"{service} {command}\n")


def client(service):
    made = boto3.client(service, endpoint_url=os.environ["ENDPOINT"], region_name="us-east-1")
    made.meta.events.register(
        "before-call", lambda model, **_: note(service, xform_name(model.name, "-"))
    )
    return made


def wait(made, waiter, **arguments):
    """One of the client's own waiters."""
    note(made.meta.service_model.service_name, "wait " + waiter.replace("_", "-"))
    made.get_waiter(waiter).wait(**arguments, WaiterConfig={"Delay": 1, "MaxAttempts": 90})


def until(condition):
    """For what the clients have no waiter for."""
    deadline = time.time() + 60
    while not condition():
        assert time.time() < deadline, "it did not become true within a minute"
        time.sleep(0.3)
