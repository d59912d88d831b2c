#!/bin/sh
# Runs once, when the database's volume is empty: the owner migrates, the application owns nothing.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
    --set=owner="$OWNER_PASSWORD" --set=application="$APPLICATION_PASSWORD" <<'SQL'
CREATE ROLE vigie_owner LOGIN PASSWORD :'owner';
CREATE ROLE vigie_app LOGIN PASSWORD :'application';
CREATE DATABASE vigie OWNER vigie_owner;
SQL
