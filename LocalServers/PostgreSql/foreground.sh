# Runs PostgreSQL in the foreground for a host that stops its programs with SIGTERM.
# To PostgreSQL that signal means: wait until every client has gone. It gets SIGINT instead: roll back, disconnect, write, end.
"$@" 2>&1 &
server=$!
trap 'kill -INT "$server" 2> /dev/null' TERM INT HUP
wait "$server"
code=$?
# A signal ends wait, not the server.
while kill -0 "$server" 2> /dev/null; do
  wait "$server"
  code=$?
done
exit "$code"
