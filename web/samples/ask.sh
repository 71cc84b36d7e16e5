curl -H @handover.auth -H 'Content-Type: application/json' \
  -H 'Idempotency-Key: zendesk-4711-1' \
  -d '{"ask": ["backoffice", "ftp"], "reference": "T-4711",
       "from": "Camille", "lang": "fr", "expires_in": 604800}' \
  https://handover.example/api/v1/requests
