#!/bin/sh
# Makes the namespace once; finished workflows are kept for 30 days. TEMPORAL_ADDRESS.
set -eu
namespace="${TEMPORAL_NAMESPACE:-hengji}"
for attempt in $(seq 1 60); do
  temporal operator namespace describe --namespace "$namespace" >/dev/null 2>&1 && exit 0
  temporal operator namespace create --namespace "$namespace" --retention 720h >/dev/null 2>&1 && exit 0
  sleep 2
done
echo "Temporal at $TEMPORAL_ADDRESS does not answer" >&2
exit 1
