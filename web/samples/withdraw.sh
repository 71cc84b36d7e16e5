curl -X DELETE -H @handover.auth \
  https://handover.example/api/v1/requests/azzBjlGOMzvt7fh1TYCdhw
