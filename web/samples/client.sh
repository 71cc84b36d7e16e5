curl -H @handover.auth https://handover.example/api/v1/client
