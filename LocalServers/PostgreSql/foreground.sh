# Runs PostgreSQL in the foreground for a host that stops its programs with SIGTERM.
# After SIGTERM PostgreSQL waits until every client has disconnected. It gets SIGINT instead: roll back, close connections, write, exit.
"$@" 2>&1 &
server=$!
trap 'kill -INT "$server" 2> /dev/null' TERM INT HUP
wait "$server"
code=$?
# A signal interrupts wait while the server still runs.
while kill -0 "$server" 2> /dev/null; do
  wait "$server"
  code=$?
done
exit "$code"
