#!/bin/sh
# Runs once, when the database folder is made: one role that owns the tables, one for the application, which owns nothing, one for Temporal.
set -eu
psql -v ON_ERROR_STOP=1 --username postgres \
  -v owner="$HENGJI_OWNER_PASSWORD" -v app="$HENGJI_APP_PASSWORD" -v temporal="$TEMPORAL_SQL_PASSWORD" <<'SQL'
CREATE ROLE hengji_owner LOGIN PASSWORD :'owner';
CREATE ROLE hengji_app LOGIN PASSWORD :'app';
CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'temporal';
CREATE DATABASE hengji OWNER hengji_owner;
REVOKE ALL ON DATABASE hengji FROM PUBLIC;
GRANT CONNECT ON DATABASE hengji TO hengji_app;
SQL
