#!/usr/bin/env bash
# The server as its own user, with a volume that may belong to root. RABBITMQ_DEFAULT_USER, _PASS and _VHOST are read by the server itself.
set -euo pipefail
# Debian's wrapper of the server writes to files what has to be on the container's output.
export PATH=/usr/lib/rabbitmq/bin:$PATH
if [[ ${1:-} == rabbitmq* ]] && ((UID == 0)); then
  find /var/lib/rabbitmq /var/log/rabbitmq ! -user rabbitmq -exec chown rabbitmq {} +
  exec setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups "$@"
fi
exec "$@"
