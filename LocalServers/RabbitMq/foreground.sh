# Runs a RabbitMQ node and its port mapper in the foreground: foreground.sh EPMD SERVER. SIGTERM stops both.
"$1" 2>&1 &
mapper=$!
"$2" 2>&1 &
broker=$!
trap 'kill "$broker" 2> /dev/null' TERM INT HUP
echo "$mapper $broker" > "$HOME/foreground.pids"
wait "$broker"
code=$?
# A signal interrupts wait while the node still runs.
while kill -0 "$broker" 2> /dev/null; do
  wait "$broker"
  code=$?
done
kill "$mapper" 2> /dev/null
exit "$code"
