#!/usr/bin/env bash
# Runs one Kafka broker (KRaft, which is a controller as well) on 127.0.0.1 until it is ended. Needs Java 17 and what
# `mvn -f deploy/kafka dependency:copy-dependencies` has put into target/dependency.
#
#   deploy/kafka/start.sh [--port 9092] [--controller-port 9093] [--data FOLDER] [--libs FOLDER] [--with PID]
#                         [--node 1] [--voters 1@127.0.0.1:9093,2@127.0.0.1:9094,…] [--properties FILE]
#
# It is a cluster of its own unless --voters names the controllers of several, itself among them.
# With --with it ends when that process has ended, however it ended.
# What a file of --properties says goes over what is said here.
# The data folder is formatted on its first use and may be used again. For development and tests: no encryption, no
# access control, and one copy of everything where it is alone.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
port=9092
controller_port=9093
data=${TMPDIR:-/tmp}/certificate-ledger-kafka
libs=$here/target/dependency
with=
node=1
voters=
properties=

while [ $# -gt 0 ]; do
  case $1 in
    --port) port=$2 ;;
    --controller-port) controller_port=$2 ;;
    --data) data=$2 ;;
    --libs) libs=$2 ;;
    --with) with=$2 ;;
    --node) node=$2 ;;
    --voters) voters=$2 ;;
    --properties) properties=$2 ;;
    *) echo "unknown argument $1" >&2; exit 64 ;;
  esac
  shift 2
done

if ! ls "$libs"/kafka_*.jar >/dev/null 2>&1; then
  echo "no Kafka in $libs: run mvn -f $here dependency:copy-dependencies" >&2
  exit 66
fi

voters=${voters:-$node@127.0.0.1:$controller_port}
IFS=, read -ra brokers <<<"$voters"
copies=$((${#brokers[@]} < 3 ? ${#brokers[@]} : 3))

mkdir -p "$data"
cat >"$data/server.properties" <<PROPERTIES
process.roles=broker,controller
node.id=$node
controller.quorum.voters=$voters
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$controller_port
advertised.listeners=PLAINTEXT://127.0.0.1:$port
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=$data/log
auto.create.topics.enable=false
offsets.topic.replication.factor=$copies
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=$copies
transaction.state.log.min.isr=$((copies > 1 ? copies - 1 : 1))
transaction.state.log.num.partitions=4
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
log.cleaner.dedupe.buffer.size=16777216
log.cleaner.threads=1
num.network.threads=2
num.io.threads=4
PROPERTIES
[ -z "$properties" ] || cat "$properties" >>"$data/server.properties"

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if [ ! -f "$data/log/meta.properties" ]; then
  "$java" -Xmx128m -cp "$libs/*" kafka.tools.StorageTool format \
    --config "$data/server.properties" --cluster-id certificate-ledger-123
fi

if [ -n "$with" ]; then
  # After exec the broker has the number of this shell.
  (while kill -0 "$with" 2>/dev/null && kill -0 $$ 2>/dev/null; do sleep 1; done; kill -9 $$ 2>/dev/null) &
fi
exec "$java" -Xmx512m -Xms128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError -cp "$libs/*" kafka.Kafka "$data/server.properties"
