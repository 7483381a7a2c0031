export { AzureCommunicationTokenCredential } from "@azure/communication-common";
