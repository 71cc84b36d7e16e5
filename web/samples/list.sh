curl -G -H @handover.auth --data-urlencode reference=T-4711 \
  https://handover.example/api/v1/requests
