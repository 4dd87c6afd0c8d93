#!/bin/sh
# Makes Temporal's two databases, or brings them up to date; may be run again. SQL_HOST, SQL_PORT, SQL_USER, SQL_PASSWORD, SQL_PLUGIN.
# TEMPORAL_SQL_TOOL: the tool's name where it is not temporal-sql-tool (`sql` when built with Go).
set -eu
tool="${TEMPORAL_SQL_TOOL:-temporal-sql-tool}"
for database in temporal temporal_visibility; do
  "$tool" --db "$database" create-database
  # Of a database that has a newer one nothing is changed.
  "$tool" --db "$database" setup-schema -v 0.0
done
"$tool" --db temporal update-schema --schema-name postgresql/v12/temporal
"$tool" --db temporal_visibility update-schema --schema-name postgresql/v12/visibility
