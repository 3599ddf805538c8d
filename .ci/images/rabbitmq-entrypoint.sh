#!/usr/bin/env bash
# Runs the server as its own user, with a volume that may belong to root. The server itself reads RABBITMQ_DEFAULT_USER, _PASS and _VHOST.
set -euo pipefail
# Skip Debian's wrapper of the server: it writes to files what must go to the container's output.
export PATH=/usr/lib/rabbitmq/bin:$PATH
if [[ ${1:-} == rabbitmq* ]] && ((UID == 0)); then
  find /var/lib/rabbitmq /var/log/rabbitmq ! -user rabbitmq -exec chown rabbitmq {} +
  exec setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups "$@"
fi
exec "$@"
