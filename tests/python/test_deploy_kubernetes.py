"""deploy/kubernetes: each manifest by itself, what kubectl makes of the overlays, and its Redis really started."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from machine import Machine, machine
from server import BINARY, ROOT, eventually
from tools import called, tool

KUBERNETES = ROOT / "deploy/kubernetes"
MANIFESTS = sorted(path for path in KUBERNETES.rglob("*.yaml") if path.name != "kustomization.yaml")
OVERLAYS = ("site", "managed")
URL = "redis+sentinel://handover:PASSWORD@redis-0.redis,redis-1.redis,redis-2.redis/handover"
SHARE = ["handover", "share", "--server", "http://127.0.0.1:8080", "--item", "other", "--field", "title=t"]
SHARE += ["--field", "secret=the secret", "-o", "json"]
PODS = ("redis-0", "redis-1", "redis-2")


def of_kind(documents: list[dict[str, Any]], *kinds: str) -> list[dict[str, Any]]:
    return [document for document in documents if document["kind"] in kinds]


def template(document: dict[str, Any]) -> dict[str, Any]:
    """How the pods of a Deployment, a StatefulSet or a CronJob are made."""
    spec = document["spec"]
    made: dict[str, Any] = (spec["jobTemplate"]["spec"] if document["kind"] == "CronJob" else spec)["template"]
    return made


@pytest.fixture(scope="module")
def deploy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, with the passwords that an operator makes."""
    copy = tmp_path_factory.mktemp("kubernetes") / "deploy"
    shutil.copytree(ROOT / "deploy", copy)
    called(copy / "container-secrets", copy / "kubernetes/site/secrets", URL)
    managed = copy / "kubernetes/managed/secrets"
    managed.mkdir()
    (managed / "redis-url").write_text("rediss://handover:of-handover@redis.example.com:6379\n")
    (managed / "ca.crt").write_text("-----BEGIN CERTIFICATE-----\n")
    return copy


@pytest.fixture(scope="module", params=OVERLAYS)
def made(request: pytest.FixtureRequest, deploy: Path) -> list[dict[str, Any]]:
    """All that `kubectl apply -k` would send."""
    text = called(tool("kubectl"), "kustomize", deploy / "kubernetes" / request.param)
    return list(yaml.safe_load_all(text))


def test_each_manifest_is_valid_alone() -> None:
    assert len(MANIFESTS) > 10
    called(tool("kubernetes-validate"), "--strict", *MANIFESTS)


def test_each_file_is_tidy() -> None:
    called(tool("yamllint"), "--strict", "--config-file", ROOT / "deploy/.yamllint", KUBERNETES)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_what_an_overlay_makes_is_valid(deploy: Path, overlay: str, tmp_path: Path) -> None:
    (tmp_path / "made.yaml").write_text(called(tool("kubectl"), "kustomize", deploy / "kubernetes" / overlay))
    called(tool("kubernetes-validate"), "--strict", tmp_path / "made.yaml")


def test_every_pod_may_do_nothing(made: list[dict[str, Any]]) -> None:
    """What the namespace asks for (`restricted`), and a file system that nobody writes."""
    for document in of_kind(made, "Deployment", "StatefulSet", "CronJob"):
        pod = template(document)["spec"]
        assert pod["automountServiceAccountToken"] is pod["enableServiceLinks"] is False, document["metadata"]
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        for container in pod["containers"]:
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }, container["name"]
            assert "memory" in container["resources"]["limits"]


def test_every_selector_finds_pods(made: list[dict[str, Any]]) -> None:
    """One that finds nobody lets nobody in, or protects nobody, and says nothing."""
    pods = [template(document)["metadata"]["labels"] for document in of_kind(made, "Deployment", "StatefulSet", "CronJob")]
    selectors = list(_selectors(of_kind(made, "NetworkPolicy", "PodDisruptionBudget", "Deployment", "StatefulSet", "Service")))
    assert len(selectors) >= 5
    for selector in selectors:
        assert any(selector.items() <= labels.items() for labels in pods), selector


def _selectors(part: Any) -> Iterator[dict[str, str]]:
    """Every selector of pods, at whatever depth."""
    if isinstance(part, list):
        for one in part:
            yield from _selectors(one)
    elif isinstance(part, dict):
        if part.get("kind") == "Service":
            yield part["spec"]["selector"]
        for name, value in part.items():
            if name in ("podSelector", "labelSelector") or (name == "selector" and "matchLabels" in value):
                yield value["matchLabels"]
            else:
                yield from _selectors(value)


def test_every_pod_is_behind_a_policy_both_ways(made: list[dict[str, Any]]) -> None:
    policies = [policy["spec"] for policy in of_kind(made, "NetworkPolicy")]
    for document in of_kind(made, "Deployment", "StatefulSet", "CronJob"):
        labels = template(document)["metadata"]["labels"]
        mine = [policy for policy in policies if policy["podSelector"]["matchLabels"].items() <= labels.items()]
        assert {way for policy in mine for way in policy["policyTypes"]} == {"Ingress", "Egress"}, labels


def test_what_is_mounted_is_made(made: list[dict[str, Any]]) -> None:
    """Names of secrets and settings hold together, and every key that is asked for is there."""
    there = {document["metadata"]["name"]: set(document["data"]) for document in of_kind(made, "Secret", "ConfigMap")}
    for document in of_kind(made, "Deployment", "StatefulSet", "CronJob"):
        for volume in template(document)["spec"]["volumes"]:
            kind = volume.get("secret") or volume["configMap"]
            keys = there[kind.get("secretName") or kind["name"]]
            assert {item["key"] for item in kind.get("items", [])} <= keys, volume


def test_the_settings_are_ones_that_serve_knows(made: list[dict[str, Any]]) -> None:
    [app] = of_kind(made, "Deployment")
    [container] = template(app)["spec"]["containers"]
    asked = {entry["name"] for entry in container["env"]}
    for document in of_kind(made, "ConfigMap"):
        asked |= {name for name in document["data"] if name.isupper()}
    manual = called(BINARY, "serve", "--help")
    assert {name for name in asked if f"[env: {name}=" not in manual} <= {"SSL_CERT_FILE"}


def test_the_profile_of_redis_is_the_one_that_is_shipped() -> None:
    assert (KUBERNETES / "redis/durable.conf").read_bytes() == (ROOT / "deploy/redis/durable.conf").read_bytes()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, deploy: Path) -> Iterator[Machine]:
    """The StatefulSet's three pods, started by its script: each with an address and a folder of its own."""
    folder = tmp_path_factory.mktemp("machine")
    files = folder / "files"
    shutil.copytree(KUBERNETES / "redis", files / "settings")
    shutil.copytree(deploy / "kubernetes/site/secrets", files / "secrets")
    (files / "usr/local/bin").mkdir(parents=True)
    shutil.copy(BINARY, files / "usr/local/bin/handover")
    (files / "etc").mkdir(exist_ok=True)
    names = [f"127.0.1.{1 + number} {pod}.redis" for number, pod in enumerate(PODS)]
    (files / "etc/hosts").write_text("\n".join(["127.0.0.1 localhost", *names, ""]))
    with machine(folder) as booted:
        for pod in PODS:
            booted.do("mkdir", "-p", f"/pods/{pod}")
            _start(booted, pod)
        booted.do(*_unit("app"), "--setenv=HANDOVER_REDIS_URL_FILE=/secrets/redis-url", "handover", "serve")
        eventually("Handover is ready", lambda: _is_ready(booted))
        yield booted


def _unit(name: str) -> list[str]:
    return ["systemd-run", f"--unit={name}", "--setenv=HANDOVER_ADMIN_BIND=127.0.0.1:8081", "--setenv=SETTINGS=/settings"]


def _start(on: Machine, pod: str) -> None:
    """Both containers of a pod."""
    own = [f"--setenv=POD_NAME={pod}", f"--setenv=POD_IP=127.0.1.{1 + PODS.index(pod)}", f"--setenv=DATA=/pods/{pod}"]
    for what in ("redis", "sentinel"):
        on.do(*_unit(f"{pod}-{what}"), *own, "--setenv=SECRETS=/secrets", "/bin/sh", "/settings/start", what)


def _is_ready(on: Machine) -> bool:
    return on.run("handover", "healthcheck", "--admin-bind", "127.0.0.1:8081").returncode == 0


def _primary(on: Machine, asked: str) -> str | None:
    """Who the primary is, as the Sentinel of a pod says, if it says anything."""
    ask = ["redis-cli", "-h", f"{asked}.redis", "-p", "26379", "--json", "sentinel", "get-master-addr-by-name", "handover"]
    done = on.run(*ask)
    return None if done.returncode else str(json.loads(done.stdout)[0]).removesuffix(".redis")


def _shared(on: Machine) -> str:
    return str(json.loads(on.do(*SHARE))["share_link"])


def test_a_pod_may_go_and_come_back_under_another_primary(cluster: Machine) -> None:
    """A bundle survives the pod that was the primary; that one comes back as a replica, and knows it."""
    link = _shared(cluster)
    gone = _primary(cluster, "redis-1")
    others = [pod for pod in PODS if pod != gone]
    cluster.do("systemctl", "kill", "--signal=KILL", f"{gone}-redis", f"{gone}-sentinel")
    eventually("another is the primary", lambda: all(_primary(cluster, pod) in others for pod in others))
    cluster.do("systemctl", "reset-failed")
    eventually("enough of them have what is new", lambda: cluster.run(*SHARE).returncode == 0)
    assert "the secret" in cluster.do("sh", "-c", f"handover open --yes '{link}'")
    _start(cluster, gone)
    primary = _primary(cluster, others[0])
    eventually("its Sentinel knows, too", lambda: _primary(cluster, gone) == primary)
    eventually("it follows", lambda: f"replicaof {primary}.redis 6379" in cluster.do("cat", f"/pods/{gone}/redis.conf"))
    eventually("Handover is ready", lambda: _is_ready(cluster))


def test_the_rewriter_reaches_every_node(cluster: Machine, deploy: Path) -> None:
    """The command of the CronJob, with Debian's programs instead of Valkey's."""
    [job] = of_kind(list(yaml.safe_load_all((KUBERNETES / "redis/rewriter.yaml").read_text())), "CronJob")
    [container] = template(job)["spec"]["containers"]
    command = container["command"][-1].replace("valkey-cli", "redis-cli").replace("/etc/redis/secrets", "/secrets")

    def is_done() -> bool:
        done = cluster.run("sh", "-euc", command)
        begun = re.findall("rewriting (?:started|scheduled)", done.stdout)
        assert (done.returncode == 0) == (len(begun) == len(PODS)), done
        return done.returncode == 0

    # A node that has just followed another rewrites by itself; the job is tried again, too.
    eventually("every node rewrites", is_done)
