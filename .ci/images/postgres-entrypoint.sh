#!/usr/bin/env bash
# Does what the official image's entry point does: creates a cluster and its database on the first start, then runs the server with
# the given arguments, as the user postgres.
set -euo pipefail

[[ ${1:-postgres} != -* ]] || set -- postgres "$@"
if [[ ${1:-} != postgres || " $* " == *" --version "* || " $* " == *" --help "* ]]; then exec "$@"; fi
if ((UID == 0)); then
  mkdir -p "$PGDATA"
  find "$PGDATA" ! -user postgres -exec chown postgres {} +
  chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

setting() { # setting NAME DEFAULT: the variable, or the content of the file that NAME_FILE names
  local file=${1}_FILE
  if [[ -n ${!file:-} ]]; then cat "${!file}"; else echo "${!1:-$2}"; fi
}

if [[ ! -s $PGDATA/PG_VERSION ]]; then
  user=$(setting POSTGRES_USER postgres) password=$(setting POSTGRES_PASSWORD "") database=$(setting POSTGRES_DB "")
  method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  [[ -n $password || $method == trust ]] || { echo "Error: POSTGRES_PASSWORD is not set, and POSTGRES_HOST_AUTH_METHOD is not trust" >&2; exit 1; }
  # shellcheck disable=SC2086 # several arguments in one variable
  initdb --username="$user" ${password:+--pwfile=/dev/stdin} ${POSTGRES_INITDB_ARGS:-} <<< "$password"
  printf '\nhost all all all %s\n' "$method" >> "$PGDATA/pg_hba.conf"

  # Listen only on the Unix socket, so that no client takes this for the final server.
  pg_ctl -w -o "$(printf '%q ' "${@:2}" -c listen_addresses=)" start
  psql=(psql -v ON_ERROR_STOP=1 --no-psqlrc -U "$user")
  export PGPASSWORD=$password
  [[ ${database:=$user} == postgres ]] || "${psql[@]}" -d postgres -v database="$database" <<< 'CREATE DATABASE :"database";'
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) . "$file" ;;
      *.sql) "${psql[@]}" -d "$database" -f "$file" ;;
    esac
  done
  unset PGPASSWORD
  pg_ctl -w -m fast stop
  echo "PostgreSQL init process complete; ready for start up."
fi
exec "$@"
